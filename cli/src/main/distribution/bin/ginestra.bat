@echo off
rem Starts ginestra with the libraries in ..\lib. GINESTRA_OPTS: options of the JVM, such as -Xmx8g.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem What is printed is UTF-8.
chcp 65001 > nul
rem Vector instructions, for commands that run long enough, if this Java has the module.
set "VECTORS="
if "%~1"=="train" goto vectors
if "%~1"=="cross-validate" goto vectors
if "%~1"=="serve" goto vectors
if "%~1"=="playground" goto vectors
goto start
:vectors
"%JAVA%" --list-modules 2> nul | findstr /b "jdk.incubator.vector" > nul && set "VECTORS=--add-modules=jdk.incubator.vector"
:start
"%JAVA%" %VECTORS% %GINESTRA_OPTS% -cp "%~dp0..\lib\*" io.github.ginestra.cli.Ginestra %*
